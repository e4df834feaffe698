/** Bytes of a name that file systems take. */
const NAME_BYTES = 255;

/** Characters that turn the reading direction: `exe.txt` may be `txt.exe` to who looks at it. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * What is left of a file's name when what leads elsewhere is taken out: directories, control characters, characters that turn
 * the reading direction, halves of characters. It is a name, not yet a safe place: make up names of your own for files you keep.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7578#section-4.2
 * @example
 * cleanName("../../etc/passwd"); // "passwd"
 */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const clean = last
    .replace(/\p{Cc}|\p{Surrogate}/gu, "")
    .replace(TURNING, "")
    .normalize("NFC")
    .trim();
  if (/^\.*$/.test(clean)) return clean && "_";
  return shorten(clean);
}

/** What is too long loses its middle: the extension says what it is. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  const extension = /\.[^.]{1,16}$/u.exec(name)?.[0] ?? "";
  const letters = [...name.slice(0, name.length - extension.length)];
  let bytes = Buffer.byteLength(extension);
  let kept = "";
  for (const letter of letters) {
    bytes += Buffer.byteLength(letter);
    if (bytes > NAME_BYTES) break;
    kept += letter;
  }
  return kept + extension;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 */
const TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;

/** A media type as the sender claims it, without parameters; "" where it is none. What a file is its bytes say. */
export function cleanType(type: string): string {
  const [essence = ""] = type.toLowerCase().split(";");
  return TYPE.test(essence.trim()) ? essence.trim() : "";
}
