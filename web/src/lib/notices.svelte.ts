export interface Notice {
  id: number;
  text: string;
  grave: boolean;
}

/** Short answers to what a person just did; grave ones stay until closed. */
class Notices {
  list = $state.raw<Notice[]>([]);
  #last = 0;

  say(text: string, grave = false): void {
    this.#last += 1;
    const id = this.#last;
    this.list = [...this.list.slice(-2), { id, text, grave }];
    if (!grave) setTimeout(() => this.close(id), 6000);
  }

  close(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}

export const notices = new Notices();
