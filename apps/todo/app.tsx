// To-do: a keyed list. Add, tick, edit in place, delete, filter and reorder by buttons;
// rows keep their state and the keyboard its place while the list changes around them.
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { prevent } from "sessile/ui";
import { add, FILTERS, type Filter, type Item, matches, move, names, remove, SAMPLE, update } from "./model.ts";
import { Row } from "./row.tsx";

export const meta = {
  title: "To-do",
  description: "A keyed list: add, tick, edit in place, filter, reorder. Rows keep their state as they move.",
};

const NOTHING: Record<Filter, string> = {
  All: "Nothing here yet.",
  Active: "Nothing left to do.",
  Done: "Nothing done yet.",
};

export default function Todo({ initial = SAMPLE }: { initial?: readonly Item[] }) {
  const [items, setItems] = useState(initial);
  const [filter, setFilter] = useState<Filter>("All");
  const [draft, setDraft] = useState("");

  const shown = items.filter(matches(filter));
  const left = items.filter(matches("Active")).length;
  const name = names(items);

  // Updater functions throughout: without script one POST may bring several ticks, each applied to the last one's list.
  const submit = () => {
    const text = draft.trim();
    if (text) setItems((now) => add(now, text));
    setDraft("");
  };

  return (
    <main>
      <h1>To-do</h1>
      <form class="row" onSubmit={prevent(submit)}>
        <label class="visually-hidden" for="todo-new">
          New item
        </label>
        <input
          id="todo-new"
          class="grow"
          placeholder="What needs doing?"
          autocomplete="off"
          value={draft}
          onInput={(e) => setDraft(e.currentTarget.value)}
        />
        <button type="submit" class="primary">
          Add
        </button>
      </form>

      <div class="row spread">
        <fieldset class="row joined">
          <legend class="visually-hidden">Filter</legend>
          {FILTERS.map((each) => (
            <Fragment key={each}>
              <button type="button" aria-pressed={each === filter} onClick={() => setFilter(each)}>
                {each}
              </button>{" "}
            </Fragment>
          ))}
        </fieldset>
        <p role="status">{left} left</p>
      </div>

      {shown.length > 0 ? (
        <ul class="rows" aria-label="Items">
          {shown.map((item, index) => (
            <Row
              key={item.id}
              item={item}
              name={name.get(item.id) ?? item.text}
              first={index === 0}
              last={index === shown.length - 1}
              onChange={(change) => setItems((now) => update(now, item.id, change))}
              onMove={(step) => setItems((now) => move(now, filter, item.id, step))}
              onDelete={() => setItems((now) => remove(now, item.id))}
            />
          ))}
        </ul>
      ) : (
        <p class="quiet">{NOTHING[filter]}</p>
      )}

      <div class="row">
        <button
          type="button"
          aria-disabled={left === items.length}
          onClick={() => setItems((now) => now.filter(matches("Active")))}
        >
          Clear done
        </button>
      </div>
    </main>
  );
}
