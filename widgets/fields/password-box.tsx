import { TextField, type TextFieldProps } from "./text-field.tsx";

/** Props of {@link PasswordBox}. */
export interface PasswordBoxProps extends TextFieldProps {
  /** Which password: the one there is, or one to be made up. Password managers go by it. Default `current-password`. */
  readonly autocomplete?: "current-password" | "new-password" | "off" | undefined;
}

/**
 * A password. It stands in no page's source, is not sent again for a page that was lost, and is best read as its form is
 * submitted: leave out `onChange`, and it travels once.
 *
 * @example
 * <PasswordBox label="Password" name="password" required />
 */
export function PasswordBox({ autocomplete = "current-password", ...rest }: PasswordBoxProps) {
  return <TextField {...rest} autocomplete={autocomplete} type="password" />;
}
