// The twelve sinks, in the order of the list. The first one is at the app's own address.
import type { ComponentType } from "preact";
import { Buttons } from "./buttons.tsx";
import { Frames } from "./frames.tsx";
import { Images } from "./images.tsx";
import { Info } from "./info.tsx";
import { Layouts } from "./layouts.tsx";
import { Lists } from "./lists.tsx";
import { Menus } from "./menus.tsx";
import { Popups } from "./popups.tsx";
import { Tables } from "./tables.tsx";
import { Tabs } from "./tabs.tsx";
import { Text } from "./text.tsx";
import { Trees } from "./trees.tsx";

export interface Sink {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly Content: ComponentType;
}

const sink = (path: string, title: string, description: string, Content: ComponentType): Sink => ({
  path,
  title,
  description,
  Content,
});

export const SINKS: readonly Sink[] = [
  sink("/", "Info", "What this is.", Info),
  sink("/buttons", "Buttons", "What can be pressed, ticked and chosen.", Buttons),
  sink("/menus", "Menus", "Menus side by side, within menus, and under the pointer.", Menus),
  sink("/images", "Images", "Pictures, one after the other, and one with parts.", Images),
  sink("/layouts", "Layouts", "Panels that give what is in them a place.", Layouts),
  sink("/lists", "Lists", "Lists to choose from, and fields that suggest.", Lists),
  sink("/popups", "Popups", "What stands over the page: panels, dialogs, tips, notices.", Popups),
  sink("/tables", "Tables", "Tables whose cells can be pressed, or take several places.", Tables),
  sink("/text", "Text", "Fields for text, and what one can know of them.", Text),
  sink("/trees", "Trees", "Nodes below nodes; some are fetched as they are opened.", Trees),
  sink("/frames", "Frames", "Other documents within this one.", Frames),
  sink("/tabs", "Tabs", "Several contents in one place.", Tabs),
];
