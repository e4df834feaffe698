import { expect } from "vitest";
import Animals from "../../apps/animals/app.tsx";
import { quietly, scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

scenario({
  name: "animals-learns",
  apps: { "/animals/": () => <Animals /> },
  path: "/animals/",
  async play(user) {
    const enter = (label: string, text: string) => quietly(() => user.fill(label, text));
    const asked = (question: string) => sees(user, "group", new RegExp(`^${question.replace("?", "\\?")}`));
    await user.click("button", "I have one");
    await asked("Does it live in water?");
    await user.click("button", "No");
    await asked("Is it a hedgehog?");
    await user.click("button", "No");
    await enter("I give up. What is it?", "Owl");
    await user.click("button", "Continue");
    await user.reload();
    await enter("Which question tells an Owl from a hedgehog?", "can it fly");
    await user.click("button", "Continue");
    await asked("Can it fly? For an Owl, the answer is");
    await user.click("button", "Yes");
    await sees(user, "status", "I know 3 animals: a limpet, an Owl, a hedgehog.");
    await user.click("button", "I have one");
    await user.click("button", "No");
    await asked("Can it fly?");
    await user.click("button", "Yes");
    await asked("Is it an Owl?");
    await user.click("button", "Yes");
    await user.click("button", "Play again");
    await sees(user, "button", "I have one");
    expect(await user.texts("group")).toEqual([]);
  },
});
