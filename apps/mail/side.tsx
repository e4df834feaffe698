// What stands at the side: folders, tasks and contacts, of which one is open.
import { useRef } from "preact/hooks";
import { useLocation, useShared } from "sessile/ui";
import {
  Button,
  CheckBox,
  PopupPanel,
  type PopupPanelHandle,
  Stack,
  StackPanel,
  Tree,
  type TreeNode,
} from "sessile/widgets";
import { addressOf, FOLDERS, type Folder, type Letter, nameOf, unreadIn } from "./model.ts";
import { CONTACTS, TASKS } from "./sample.ts";

interface SideProps {
  readonly all: readonly Letter[];
  /** The folder that is shown, or "". */
  readonly current: string;
}

export function Side({ all, current }: SideProps) {
  const { navigate } = useLocation();
  const nodeOf = ({ id, name, folders }: Folder): TreeNode => {
    const unread = unreadIn(all, id);
    return { value: id, label: unread > 0 ? `${name} (${unread})` : name, children: folders?.map(nodeOf) };
  };
  return (
    <StackPanel class="side" defaultValue="mail">
      <Stack value="mail" header="Folders">
        <Tree
          label="Folders"
          nodes={FOLDERS.map(nodeOf)}
          defaultOpen={["inbox"]}
          value={current || null}
          onChange={(folder) => folder && navigate(`/${folder}`)}
        />
      </Stack>
      <Stack value="tasks" header="Tasks">
        <Tasks />
      </Stack>
      <Stack value="contacts" header="Contacts">
        <ul class="plain">
          {CONTACTS.map((contact) => (
            <li key={contact}>
              <Contact address={contact} />
            </li>
          ))}
        </ul>
      </Stack>
    </StackPanel>
  );
}

function Tasks() {
  const [done, setDone] = useShared<readonly string[]>("mail:done", []);
  return (
    <ul class="plain">
      {TASKS.map((task) => (
        <li key={task}>
          <CheckBox
            value={done.includes(task)}
            onChange={(on) => setDone((before) => (on ? [...before, task] : before.filter((each) => each !== task)))}
          >
            {task}
          </CheckBox>
        </li>
      ))}
    </ul>
  );
}

function Contact({ address }: { readonly address: string }) {
  const { navigate } = useLocation();
  const popup = useRef<PopupPanelHandle>(null);
  const name = nameOf(address);
  const email = addressOf(address);
  const write = () => {
    popup.current?.close();
    navigate(`/write?to=${encodeURIComponent(email)}`);
  };
  return (
    <PopupPanel ref={popup} button={name} label={`About ${name}`}>
      <p>
        <b>{name}</b>
        <br />
        {email}
      </p>
      <Button onClick={write}>Write</Button>
    </PopupPanel>
  );
}
