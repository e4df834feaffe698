/** Widgets: pure Preact, usable by keyboard, pointer and screen reader, with script and without. */

// Services the runtime has: here too, so that users find all in one place.
export { useDownload, useLocation, useResource, useTitle } from "sessile/ui";
export { Anchor, type AnchorProps } from "./buttons/anchor.tsx";
export { Button, type ButtonProps } from "./buttons/button.tsx";
export { CheckBox, type CheckBoxProps } from "./buttons/check-box.tsx";
export { Hyperlink, type HyperlinkProps } from "./buttons/hyperlink.tsx";
export { RadioButton, type RadioButtonProps } from "./buttons/radio-button.tsx";
export { RadioGroup, type RadioGroupProps } from "./buttons/radio-group.tsx";
export { ToggleButton, type ToggleButtonProps } from "./buttons/toggle-button.tsx";
export { type ArrayLikeRows, type ArrayOptions, arraySource } from "./collections/data-grid/array-source.ts";
export type { GridLayout } from "./collections/data-grid/columns.ts";
export { csvCell, csvLine, csvLines } from "./collections/data-grid/csv.ts";
export { type CursorOptions, cursorSource } from "./collections/data-grid/cursor-source.ts";
export { DataGrid } from "./collections/data-grid/data-grid.tsx";
export { type QueryOptions, querySource } from "./collections/data-grid/query-source.ts";
export { countSelected, type GridSelection, isSelected } from "./collections/data-grid/selection.ts";
export type {
  GridQuery,
  GridRows,
  GridSource,
  GridWindow,
  Key,
  LoadRows,
  RowsFrom,
  SortBy,
} from "./collections/data-grid/source.ts";
export type { SqlClient, SqlConnection, SqlSelection } from "./collections/data-grid/sql.ts";
export type {
  DataGridHandle,
  DataGridProps,
  EditAnswer,
  GridColumn,
  GridEdit,
  GridWords,
} from "./collections/data-grid/types.ts";
export { type FlexCell, FlexTable, type FlexTableProps } from "./collections/flex-table.tsx";
export { Grid, type GridHandle, type GridProps } from "./collections/grid.tsx";
export {
  Menu,
  MenuCheckItem,
  type MenuCheckItemProps,
  MenuItem,
  type MenuItemProps,
  type MenuProps,
  MenuRadioGroup,
  type MenuRadioGroupProps,
  MenuRadioItem,
  type MenuRadioItemProps,
  MenuSeparator,
} from "./collections/menu.tsx";
export { MenuBar, type MenuBarProps } from "./collections/menu-bar.tsx";
export { Tree, type TreeHandle, type TreeProps } from "./collections/tree.tsx";
export type { TreeNode } from "./collections/tree-nodes.ts";

export type { Valued } from "./core/controlled.ts";
export { DragArea, type DragAreaProps, type DragWords } from "./drag/drag-area.tsx";
export { Draggable, type DraggableProps } from "./drag/draggable.tsx";
export { DropTarget, type DropTargetProps } from "./drag/drop-target.tsx";
export { SortableList, type SortableListProps, type SortWords } from "./drag/sortable-list.tsx";
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
export { AbsolutePanel, type AbsolutePanelProps, Placed, type PlacedProps } from "./panels/absolute-panel.tsx";
export { CaptionPanel, type CaptionPanelProps } from "./panels/caption-panel.tsx";
export { DeckPanel, type DeckPanelProps } from "./panels/deck-panel.tsx";
export {
  DisclosurePanel,
  type DisclosurePanelHandle,
  type DisclosurePanelProps,
} from "./panels/disclosure-panel.tsx";
export { DockPanel, type DockPanelProps } from "./panels/dock-panel.tsx";
export { FlowPanel, type FlowPanelProps } from "./panels/flow-panel.tsx";
export { FocusPanel, type FocusPanelHandle, type FocusPanelProps } from "./panels/focus-panel.tsx";
export { HorizontalPanel, type HorizontalPanelProps } from "./panels/horizontal-panel.tsx";
export {
  ScrollPanel,
  type ScrollPanelHandle,
  type ScrollPanelProps,
  type ScrollPosition,
} from "./panels/scroll-panel.tsx";
export { SimplePanel, type SimplePanelProps } from "./panels/simple-panel.tsx";
export { SplitPanel, type SplitPanelProps } from "./panels/split-panel.tsx";
export { Stack, StackPanel, type StackPanelProps, type StackProps } from "./panels/stack-panel.tsx";
export { Tab, TabPanel, type TabPanelHandle, type TabPanelProps, type TabProps } from "./panels/tab-panel.tsx";
export { VerticalPanel, type VerticalPanelProps } from "./panels/vertical-panel.tsx";
export { BarChart, type BarChartProps } from "./pictures/bar-chart.tsx";
export type { ChartProps, Series } from "./pictures/chart/chart.tsx";
export { Frame, type FrameProps } from "./pictures/frame.tsx";
export { Image, type ImageProps } from "./pictures/image.tsx";
export { type Area, ImageMap, type ImageMapProps } from "./pictures/image-map.tsx";
export { LineChart, type LineChartProps } from "./pictures/line-chart.tsx";
export { Meter, type MeterProps } from "./pictures/meter.tsx";
export { ProgressBar, type ProgressBarProps } from "./pictures/progress-bar.tsx";
export { Sparkline, type SparklineProps } from "./pictures/sparkline.tsx";
export type { AskedOptions, ConfirmBoxOptions, PromptBoxOptions } from "./popups/asked.tsx";
export { ContextMenu, type ContextMenuHandle, type ContextMenuProps } from "./popups/context-menu.tsx";
export { DialogBox, type DialogBoxHandle, type DialogBoxProps } from "./popups/dialog-box.tsx";
export { type DialogFunctions, Dialogs, useDialogs } from "./popups/dialogs.tsx";
export { PopupPanel, type PopupPanelHandle, type PopupPanelProps } from "./popups/popup-panel.tsx";
export {
  type ShowToast,
  Toast,
  type ToastOptions,
  type ToastProps,
  Toasts,
  type ToastsProps,
  useToast,
} from "./popups/toast.tsx";
export { Tooltip, type TooltipProps } from "./popups/tooltip.tsx";
export { type ClipboardHandle, useClipboard } from "./services/use-clipboard.tsx";
export { type Timer, type TimerOptions, useTimer } from "./services/use-timer.ts";

export { Heading, type HeadingProps } from "./text/heading.tsx";
export { Html, type HtmlProps } from "./text/html.tsx";
export { Label, type LabelProps } from "./text/label.tsx";
