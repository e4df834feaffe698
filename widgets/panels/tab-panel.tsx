import { type ComponentChildren, toChildArray, type VNode } from "preact";
import { useId, useImperativeHandle, useRef, useState } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import { useValue, type Valued } from "../core/controlled.ts";
import { logicalKey } from "../core/direction.ts";
import { type Containing, classes, type Handled, type PassedOn } from "../core/props.ts";

/** Props of {@link Tab}. */
export interface TabProps extends Containing {
  /** Its name among the others of the TabPanel. */
  readonly value: string;
  /** What stands on the tab. */
  readonly label: ComponentChildren;
  readonly disabled?: boolean | undefined;
}

/** A tab of a {@link TabPanel}, and what it shows. It stands right within one. */
export function Tab({ value }: TabProps): never {
  throw new Error(`<Tab value="${value}"> stands elsewhere; expected it right within a TabPanel`);
}

/** What a {@link TabPanel}'s `ref` has. */
export interface TabPanelHandle {
  /** Sets the focus on the tab that is shown. */
  focus(): void;
}

/** Props of {@link TabPanel}; its value is that of the tab that is shown. */
export interface TabPanelProps
  extends PassedOn<"div", "onChange" | "label">,
    Valued<string>,
    Containing,
    Handled<TabPanelHandle> {
  /** What the tabs are about, for those who do not see it. */
  readonly label: string;
  /**
   * Asked before another tab is shown: `false`, now or later, keeps the present one.
   *
   * @param value of the tab that was chosen
   */
  readonly onBeforeSelect?: ((value: string) => boolean | Promise<boolean>) | undefined;
  /**
   * Whether an arrow key shows a tab (`automatic`) or only moves to it, and Enter shows it. Default `automatic`; with
   * `onBeforeSelect` `manual`, so that nobody is asked on the way.
   */
  readonly activation?: "automatic" | "manual" | undefined;
  /** A tab's content is made only once it is shown. Default true. */
  readonly lazy?: boolean | undefined;
}

/** Which tab an arrow key leads to. */
const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Several contents in one place, a tab for each. What was shown keeps what it holds: typed text, open parts, scrolling.
 *
 * Which tab is selected is the server's to say, for screen readers read it from the markup: a switch is one round trip,
 * and without script the tabs are buttons that post. All of them are reached by the tab key until an arrow key was
 * heard, for then there is script: from there on the tab key passes by all but one.
 *
 * @example
 * <TabPanel label="Order" onBeforeSelect={() => isSaved}>
 *   <Tab value="items" label="Items"><Items /></Tab>
 *   <Tab value="bill" label="Bill"><Bill /></Tab>
 * </TabPanel>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function TabPanel({
  label,
  value,
  defaultValue,
  onChange,
  onBeforeSelect,
  activation = onBeforeSelect ? "manual" : "automatic",
  lazy = true,
  children,
  class: given,
  className,
  ref,
  ...rest
}: TabPanelProps) {
  const tabs = tabsIn(children);
  const open = tabs.filter((tab) => !tab.disabled);
  const [chosen, setChosen] = useValue({ value, defaultValue, onChange }, "");
  const selected = (tabs.find((tab) => tab.value === chosen) ?? open[0])?.value;
  /** The one arrow keys have moved to; null: none was heard yet. */
  const [current, setCurrent] = useState<string | null>(null);
  const stop = open.some((tab) => tab.value === current) ? current : selected;
  const buttons = useRef(new Map<string, HTMLButtonElement>()).current;
  const seen = useRef(new Set<string>()).current;
  /** How many choices there were: the latest holds. */
  const asked = useRef(0);
  if (selected !== undefined) seen.add(selected);
  const id = useId();
  const idOf = (part: string, tab: string): string => `${id}-${part}-${encodeURIComponent(tab)}`;
  useImperativeHandle(ref ?? null, () => ({ focus: () => buttons.get(selected ?? "")?.focus() }));

  const select = (next: string): unknown => {
    if (current !== null) setCurrent(next);
    const mine = ++asked.current;
    if (next === selected) return;
    const answer = onBeforeSelect?.(next);
    // Another may have been chosen while it was considered.
    if (answer instanceof Promise)
      return answer.then((permitted) => (permitted && mine === asked.current ? setChosen(next) : undefined));
    return answer !== false ? setChosen(next) : undefined;
  };
  const move = (event: KeyboardEvent): unknown => {
    const from = open.findIndex((tab) => buttons.get(tab.value) === event.target);
    const step = STEPS[logicalKey(event.key, event.currentTarget as Element)];
    const next = step && open[step(from, open.length)];
    if (!next) return;
    buttons.get(next.value)?.focus();
    setCurrent(next.value);
    if (activation === "automatic") return select(next.value);
  };

  return (
    <div {...rest} class={classes("tab-panel", given, className)}>
      <div role="tablist" aria-label={label} onKeyDown={keys(Object.keys(STEPS).join(" "), prevent(move))}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={idOf("tab", tab.value)}
            ref={(button) => {
              if (button) buttons.set(tab.value, button);
              else buttons.delete(tab.value);
            }}
            aria-selected={tab.value === selected}
            aria-controls={idOf("panel", tab.value)}
            tabIndex={current !== null && tab.value !== stop ? -1 : undefined}
            disabled={tab.disabled}
            onClick={() => select(tab.value)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.value}
          role="tabpanel"
          id={idOf("panel", tab.value)}
          aria-labelledby={idOf("tab", tab.value)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: by APG, so that a panel of text alone is reached as well.
          tabIndex={0}
          hidden={tab.value !== selected}
        >
          {(!lazy || seen.has(tab.value)) && tab.children}
        </div>
      ))}
    </div>
  );
}

function tabsIn(children: ComponentChildren): TabProps[] {
  return toChildArray(children).map((child) => {
    const { type, props } = child as VNode<TabProps>;
    if (type !== Tab) throw new Error(`A TabPanel holds <Tab>s alone, not ${said(child)}`);
    return props;
  });
}

function said(child: VNode | string | number): string {
  if (typeof child !== "object") return JSON.stringify(child);
  return `<${typeof child.type === "function" ? child.type.name : child.type}>`;
}
