import { TextField, type TextFieldProps } from "./text-field.tsx";

/** Props of {@link TextBox}. */
export interface TextBoxProps extends TextFieldProps {
  /** What is to be typed: browsers offer the keyboard for it, and check it. Default `text`. */
  readonly type?: "text" | "email" | "search" | "tel" | "url" | undefined;
}

/**
 * A line of text. While nobody asks what stands in it (`onChange`, `value`), typing sends nothing.
 *
 * @example
 * <TextBox label="Skipper" name="skipper" required onChange={setSkipper} />
 */
export function TextBox({ type = "text", ...rest }: TextBoxProps) {
  return <TextField {...rest} type={type} />;
}
