/* One notice and three nodes, for Spin: the owner tells a partner and a third, the partner passes
 * it on to the third. People correct it, narrow its audience, withdraw it and pass it on, each at
 * most once, in any order or not at all. What leaves may be doubled, late, in any order, and lost
 * LOSSES times; a receiver dies at the commit CRASHES times. Each -D of a mistake below makes one.
 *
 * At all times: no notice leaves its owner once it is withdrawn, none comes to life again. When
 * nothing more can happen: all has arrived, and everybody holds what he may.
 */
#ifndef LOSSES
#define LOSSES 2
#endif
#ifndef CRASHES
#define CRASHES 2
#endif

#define OWNER_PARTNER 0
#define OWNER_THIRD 1
#define PARTNER_THIRD 2
#define LINKS 3
#define LONGEST 4 /* batches on one link: the first, a correction, a recall, a withdrawal */
#define PARTNER 0
#define THIRD 1

mtype = { NOTICE, NOTHING, WITHDRAWN, RECALLED } /* what a batch holds */
mtype = { ABSENT, ALIVE, GONE, AWAY }            /* how a node holds the notice */

typedef Link {
  mtype log[LONGEST];
  byte size;
  byte acknowledged;       /* as the sender knows: from here on it sends */
  byte taken;              /* on the receiver's disk */
  bool notice_on_way[LONGEST];
  bool other_on_way[LONGEST]; /* what is no notice never changes in a log */
}

Link links[LINKS];
mtype held[2];
bool told[2]; /* that it is withdrawn */
bool withdrawn, narrowed, put_back;
byte losses = LOSSES, crashes = CRASHES;

#define ARRIVED(link) (links[link].taken == links[link].size)

inline append(link, content) {
  links[link].log[links[link].size] = content;
  links[link].size++
}

/* No batch that still waits holds what nobody may have any more. */
inline thin(link) {
#ifndef LOG_IS_LEFT
  for (place : 0 .. LONGEST - 1) {
    if
    :: place < links[link].size && links[link].log[place] == NOTICE ->
         links[link].log[place] = NOTHING
    :: else
    fi
  }
#endif
  skip
}

inline become(holder, link, content) {
  if
  :: content == WITHDRAWN ->
#ifdef TOMBSTONE_IS_LOST
       if
       :: held[holder] != ABSENT -> held[holder] = GONE
       :: else
       fi;
#else
       held[holder] = GONE;
#endif
       told[holder] = true
  :: content == RECALLED && held[holder] != GONE -> held[holder] = AWAY
  :: content == NOTICE ->
       if
#ifdef COPY_REVIVES
       :: held[holder] == GONE -> held[holder] = ALIVE
#else
       :: held[holder] == GONE
#endif
       :: held[holder] == AWAY && link == PARTNER_THIRD /* only its owner gives it back */
       :: else -> held[holder] = ALIVE
       fi;
       assert(held[holder] != ALIVE || !told[holder])
  :: else
  fi
}

/* One transaction: what it holds, how far it was taken, and what the partner owes the third. */
inline commit(link, holder, at, content) {
  become(holder, link, content);
  links[link].taken = at + 1;
  for (place : 0 .. LONGEST - 1) {
    if
    :: place <= at -> links[link].notice_on_way[place] = false;
                      links[link].other_on_way[place] = false
    :: else
    fi
  }
  if
  :: link == OWNER_PARTNER && content == WITHDRAWN && links[PARTNER_THIRD].size > 0 ->
       thin(PARTNER_THIRD);
       append(PARTNER_THIRD, WITHDRAWN)
  :: else
  fi
}

inline take(link, holder, at, content) {
#ifdef ACKNOWLEDGED_TOO_EARLY
  links[link].acknowledged = at + 1;
#endif
  if
  :: crashes > 0 -> crashes-- /* before the commit: as if it had never come */
#ifdef ACKNOWLEDGED_TOO_EARLY
     ; links[link].notice_on_way[at] = false; links[link].other_on_way[at] = false
#endif
  :: commit(link, holder, at, content)
  fi
}

inline send(link, at) {
  if
  :: links[link].log[at] == NOTICE ->
       assert(link == PARTNER_THIRD || !withdrawn);
       links[link].notice_on_way[at] = true
  :: else -> links[link].other_on_way[at] = true
  fi
}

/* Whoever asks on has taken the rest: late, and not after every batch. */
proctype asker(byte link) {
end:
  do
  :: atomic { links[link].acknowledged < links[link].taken ->
       links[link].acknowledged = links[link].taken }
  od
}

/* What is on its way already is not sent again: it would change nothing. */
#define TO_SEND(link, at) ((at) < links[link].size \
  && (links[link].log[at] == NOTICE && !links[link].notice_on_way[at] \
      || links[link].log[at] != NOTICE && !links[link].other_on_way[at]))

proctype sender(byte link) {
end:
  do
  :: atomic { TO_SEND(link, links[link].acknowledged) -> send(link, links[link].acknowledged) }
  :: atomic { TO_SEND(link, links[link].acknowledged + 1) ->
       send(link, links[link].acknowledged + 1) }
  od
}

#define TAKES(at) \
  :: atomic { at == links[link].taken && links[link].notice_on_way[at] -> \
       take(link, holder, at, NOTICE) } \
  :: atomic { at == links[link].taken && links[link].other_on_way[at] -> \
       take(link, holder, at, links[link].log[at]) } \
  :: atomic { losses > 0 && links[link].notice_on_way[at] -> \
       losses--; links[link].notice_on_way[at] = false } \
  :: atomic { losses > 0 && links[link].other_on_way[at] -> \
       losses--; links[link].other_on_way[at] = false }

proctype receiver(byte link; byte holder) {
  byte place;
end:
  do
  TAKES(0)
  TAKES(1)
  TAKES(2)
  TAKES(3)
#ifdef CURSOR_IS_A_TIME
  /* The clock was put back once: what was told since bears a time that seems to be read already. */
  :: atomic { !put_back && links[link].taken > 0 && !ARRIVED(link) ->
       put_back = true;
       links[link].taken++ }
#endif
  od
}

proctype people() {
  byte place;
  bool corrected, passed_on;
  do
  :: atomic { !corrected && !withdrawn ->
       corrected = true;
       append(OWNER_PARTNER, NOTICE);
       if
#ifndef LABEL_IS_STALE
       :: narrowed
#endif
       :: else -> append(OWNER_THIRD, NOTICE)
       fi }
  :: atomic { !narrowed && !withdrawn ->
       narrowed = true;
       thin(OWNER_THIRD);
       append(OWNER_THIRD, RECALLED) }
  :: atomic { !withdrawn ->
       withdrawn = true;
       thin(OWNER_PARTNER);
       append(OWNER_PARTNER, WITHDRAWN);
       thin(OWNER_THIRD);
       append(OWNER_THIRD, WITHDRAWN) }
  :: atomic { !passed_on && held[PARTNER] == ALIVE ->
       passed_on = true;
       append(PARTNER_THIRD, NOTICE) }
  :: break
  od
}

proctype judge() {
  timeout ->
    assert(ARRIVED(OWNER_PARTNER) && ARRIVED(OWNER_THIRD) && ARRIVED(PARTNER_THIRD));
    assert((held[PARTNER] == ALIVE) == !withdrawn);
    assert((held[THIRD] == ALIVE) == (!withdrawn && !narrowed))
}

init {
  atomic {
    held[PARTNER] = ABSENT;
    held[THIRD] = ABSENT;
    append(OWNER_PARTNER, NOTICE);
    append(OWNER_THIRD, NOTICE);
    run sender(OWNER_PARTNER);
    run sender(OWNER_THIRD);
    run sender(PARTNER_THIRD);
    run asker(OWNER_PARTNER);
    run asker(OWNER_THIRD);
    run asker(PARTNER_THIRD);
    run receiver(OWNER_PARTNER, PARTNER);
    run receiver(OWNER_THIRD, THIRD);
    run receiver(PARTNER_THIRD, THIRD);
    run people();
    run judge()
  }
}
