import { useState } from "react";
import { useForm } from "react-hook-form";
import { expect, test } from "vitest";
import { attr } from "../support/copy.ts";
import { MemoryUser } from "../support/drivers/memory.ts";
import { sees } from "../support/drivers/user.ts";
import { stage } from "../support/stage.tsx";
import { bothWays } from "./users.ts";

interface Guest {
  readonly name: string;
  readonly nights: string;
  readonly breakfast: boolean;
}

function Booking() {
  const { register, handleSubmit, formState } = useForm<Guest>({
    defaultValues: { name: "", nights: "1", breakfast: false },
  });
  const { errors, isDirty } = formState;
  const [booked, setBooked] = useState("");
  const book = ({ name, nights, breakfast }: Guest) =>
    setBooked(`${name}, ${nights} nights${breakfast ? ", breakfast" : ""}`);
  return (
    <form onSubmit={handleSubmit(book)}>
      <label>
        Name <input {...register("name", { required: "Enter your name" })} />
      </label>
      <label>
        Nights
        <select {...register("nights")}>
          <option>1</option>
          <option>2</option>
        </select>
      </label>
      <label>
        Breakfast <input type="checkbox" {...register("breakfast")} />
      </label>
      {errors.name && <p role="alert">{errors.name.message}</p>}
      <p role="status">{booked || (isDirty ? "Draft" : "Empty")}</p>
      <button type="submit">Book</button>
    </form>
  );
}

bothWays("react-hook-form: validates, then submits", Booking, async (user) => {
  await sees(user, "status", "Empty");
  await user.click("button", "Book");
  await sees(user, "alert", "Enter your name");
  await user.fill("Name", "Ada");
  await user.select("Nights", "2");
  await user.check("Breakfast");
  await user.click("button", "Book");
  await sees(user, "status", "Ada, 2 nights, breakfast");
  expect(await user.texts("alert")).toEqual([]);
});

test("react-hook-form: the focus goes to the first field that is wrong", async () => {
  const user = await MemoryUser.open(stage({ "/": Booking }), "/");
  await user.click("button", "Book");
  await sees(user, "alert", "Enter your name");
  // The library asks for it twice: at once, and by a timer.
  await expect
    .poll(() => user.copy.calls.map(({ name, element }) => [name, attr(element, "name")]))
    .toEqual(Array(2).fill(["focus", "name"]));
});
