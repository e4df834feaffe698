import { beforeEach, expect } from "vitest";
import Chat from "../../apps/chat/app.tsx";
import { Room } from "../../apps/chat/room.ts";
import { MemoryUser } from "../support/drivers/memory.ts";
import { quietly, scenario } from "../support/drivers/scenario.ts";
import { sees, type User } from "../support/drivers/user.ts";

let room: Room;
beforeEach(() => {
  room = new Room();
});

async function comeIn(user: User, name: string): Promise<void> {
  await quietly(() => user.fill("Your name", name));
  await user.click("button", "Come in");
}

async function say(user: User, text: string): Promise<void> {
  await quietly(() => user.fill("Message", text));
  await user.click("button", "Send");
}

scenario({
  name: "chat-hears-others",
  apps: { "/chat/": () => <Chat room={room} /> },
  path: "/chat/",
  async play(user, stage) {
    const ada = await MemoryUser.open(stage, "/chat/");
    await comeIn(ada, "Ada");
    await sees(ada, "status", "Here: Ada");
    await comeIn(user, "ada");
    await sees(user, "alert", "ada is here already.");
    await comeIn(user, "Grace");
    await sees(user, "listitem", "Grace has come in.");
    await sees(ada, "listitem", "Grace has come in.");
    await say(ada, "Good <morning>");
    await sees(ada, "listitem", "Ada: Good <morning>");
    // Without script what others said comes with the next thing one does.
    await say(user, "");
    await sees(user, "listitem", "Ada: Good <morning>");
    await user.reload();
    await say(user, "Hello");
    await sees(ada, "listitem", "Grace: Hello");
    await ada.click("button", "Leave");
    await sees(ada, "button", "Come in");
    await say(user, "Bye");
    await sees(user, "listitem", "Ada has left.");
    await sees(user, "listitem", "Grace: Bye");
    expect(room.names).toEqual(["Grace"]);
    await ada.close();
  },
});
