/** Widgets: pure Preact, usable by keyboard, pointer and screen reader, with script and without. */

export { Anchor, type AnchorProps } from "./buttons/anchor.tsx";
export { Button, type ButtonProps } from "./buttons/button.tsx";
export { CheckBox, type CheckBoxProps } from "./buttons/check-box.tsx";
export { Hyperlink, type HyperlinkProps } from "./buttons/hyperlink.tsx";
export { RadioButton, type RadioButtonProps } from "./buttons/radio-button.tsx";
export { RadioGroup, type RadioGroupProps } from "./buttons/radio-group.tsx";
export { ToggleButton, type ToggleButtonProps } from "./buttons/toggle-button.tsx";

export type { Valued } from "./core/controlled.ts";

export {
  Calendar,
  type CalendarHandle,
  type CalendarProps,
  type CalendarWords,
} from "./fields/calendar.tsx";
export { DatePicker, type DatePickerProps } from "./fields/date-picker.tsx";
export { Field, type FieldProps, type Labelled, type Validate } from "./fields/field.tsx";
export { FileUpload, type FileUploadProps, type FileWords } from "./fields/file-upload.tsx";
export { type Errors, Form, type FormHandle, type FormProps } from "./fields/form.tsx";
export { ListBox, type ListBoxProps, type ListItem } from "./fields/list-box.tsx";
export { NumberBox, type NumberBoxProps } from "./fields/number-box.tsx";
export { PasswordBox, type PasswordBoxProps } from "./fields/password-box.tsx";
export { Slider, type SliderProps } from "./fields/slider.tsx";
export { SuggestBox, type SuggestBoxProps } from "./fields/suggest-box.tsx";
export type { SuggestSource } from "./fields/suggestions.ts";
export { TextArea, type TextAreaProps } from "./fields/text-area.tsx";
export { TextBox, type TextBoxProps } from "./fields/text-box.tsx";

export type { Messages } from "./fields/validity.ts";

export { Heading, type HeadingProps } from "./text/heading.tsx";
export { Html, type HtmlProps } from "./text/html.tsx";
export { Label, type LabelProps } from "./text/label.tsx";
