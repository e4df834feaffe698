import { useValue, type Valued } from "../core/controlled.ts";
import { Button, type ButtonProps } from "./button.tsx";

/** Props of {@link ToggleButton}. */
export interface ToggleButtonProps
  extends Omit<ButtonProps, "value" | "defaultValue" | "onChange" | "onClick">,
    Valued<boolean> {}

/**
 * A button that stays down until it is pressed again. Its label does not change: what it says is what is on.
 *
 * @example
 * <ToggleButton onChange={(on) => mute(on)}>Mute</ToggleButton>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/button/
 */
export function ToggleButton({ value, defaultValue, onChange, ...rest }: ToggleButtonProps) {
  const [pressed, setPressed] = useValue({ value, defaultValue, onChange }, false);
  return <Button {...rest} aria-pressed={pressed} onClick={() => setPressed(!pressed)} />;
}
