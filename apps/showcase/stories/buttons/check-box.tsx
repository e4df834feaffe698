import { useState } from "preact/hooks";
import { CheckBox } from "sessile/widgets";

export const title = "CheckBox";
export const description = "A box to tick. One that stands for several is neither on nor off while they differ.";

const MEALS = ["Breakfast", "Lunch", "Dinner"];

export default function CheckBoxStory() {
  const [meals, setMeals] = useState<readonly string[]>(["Lunch"]);
  const all = meals.length === MEALS.length;
  const set = (meal: string, on: boolean) =>
    setMeals((now) => (on ? [...now, meal] : now.filter((each) => each !== meal)));
  return (
    <>
      <CheckBox value={all} indeterminate={meals.length > 0 && !all} onChange={(on) => setMeals(on ? MEALS : [])}>
        Full board
      </CheckBox>
      {MEALS.map((meal) => (
        <CheckBox key={meal} name={meal} value={meals.includes(meal)} onChange={(on) => set(meal, on)}>
          {meal}
        </CheckBox>
      ))}
      <CheckBox disabled defaultValue>
        Water (always)
      </CheckBox>
      <p role="status">Meals: {meals.join(", ") || "none"}</p>
    </>
  );
}
