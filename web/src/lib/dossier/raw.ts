/** Bytes shown at most: a page is for reading, the rest can be saved. */
export const SHOWN = 200_000;

/**
 * Bytes as text that can be looked at without harm: UTF-8 where it is, else one character a byte,
 * with control characters as their pictures (U+2400 and on).
 */
export function readable(bytes: Uint8Array): string {
  const head = bytes.subarray(0, SHOWN);
  return decode(head).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, picture);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

function picture(control: string): string {
  if (control === '\r') return '';
  return control === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + control.charCodeAt(0));
}

/** An EDIFACT interchange begins with UNA or UNB. */
export const isEdifact = (text: string): boolean => /^\s*UN[AB]/.test(text);

/** One segment a line; a released terminator (`?'`) ends nothing. */
export function segments(text: string): string {
  const end = text.startsWith('UNA') ? text.charAt(8) : "'";
  const release = text.startsWith('UNA') ? text.charAt(6) : '?';
  let lines = '';
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    lines += character;
    if (character === release) {
      i += 1;
      lines += text.charAt(i);
    } else if (character === end && text.charAt(i + 1) !== '\n' && i > 8) {
      lines += '\n';
    }
  }
  return lines;
}
