import { Dialog } from "../kit/dialog/Dialog.tsx";
import { backKeys } from "../inspector/why/backKeys.ts";
import { clipboardKeys } from "../document/clipboard/listenForClipboard.ts";
import { listKeys, type Keys } from "../kit/keys/keys.ts";
import { ArithmeticNow } from "./ArithmeticNow.tsx";
import { commands } from "./commands/commands.ts";

/** The canvas's keys, with the browser's own for what is copied and pasted behind those that select it. */
function canvasKeys(): readonly Keys[] {
  const own = commands.flatMap(({ heard, keys }) => (heard === "canvas" ? keys.slice(0, 1) : []));
  return [...own.slice(0, 1), ...clipboardKeys, ...own.slice(1)];
}

/** Shows what the words mean, and the keys. */
export function HelpDialog() {
  return (
    <Dialog title="How it works">
      <p>
        A graph of nodes is compiled into one list of instructions: a forward pass, a backward pass, an update. You move
        a cursor through that list, and see every tensor on the way.
      </p>
      <dl className="help-keys">
        <dt>Step</dt>
        <dd>
          moves the cursor over one node. The line above the program tells what that did, with its numbers, each a link
          to how it came to be; the inspector follows, unless it is held.
        </dd>
        <dt>Iterate</dt>
        <dd>finishes the iteration: forward, backward, update.</dd>
        <dt>Train</dt>
        <dd>iterates until you pause it, or until the iteration that you wrote beside it has had its update.</dd>
        <dt>Reset</dt>
        <dd>
          draws the parameters anew from the graph&apos;s seed; the loss curve stays behind as a ghost. Until something
          is trained every edit does the same, so a graph built by hand starts as its file would. Edited after that, its
          numbers are not the seed&apos;s, and the line below the loss says so.
        </dd>
        <dt>Breakpoint</dt>
        <dd>
          the red dot on a card and in the program: what runs stops before that node, always or on a condition such as
          loss &lt; 2, max(abs(grad)) &gt; 10 or W[0, -1] &gt; 1. Other nodes&apos; tensors are named after them:
          hidden.W, logits.out[:, 2], hidden.W.grad, &quot;my node&quot;.out; on the whole graph they are asked once all
          of them are known.
        </dd>
        <dt>Code</dt>
        <dd>
          beside the loss: the graph as PyTorch code. The line that runs next is lit, backward in the same lines; each
          has its tensor&apos;s shape and first numbers at its end. A press on a line selects its node; its margin, or
          Ctrl+B on it, sets a breakpoint.
        </dd>
        <dt>Loss</dt>
        <dd>of an iteration is the one before its update. Iterations count from 0.</dd>
        <dt>Arithmetic</dt>
        <dd>
          <ArithmeticNow /> PyTorch&apos;s bits with any kernels; what differs is how fast they are.
        </dd>
      </dl>
      <h3>Wiring</h3>
      <p>
        Drag a node from the list, or click it. Drag from an output to an input to wire them; a wire that cannot be says
        why. You may edit while it trains: parameters whose node and shape stay as they were keep their values.
      </p>
      <p>
        {listKeys(canvasKeys())} are the canvas&apos;s wherever no field has the focus. What is copied brings the
        variables that it uses. A link with a graph in it, a graph&apos;s text, or PyTorch code can be pasted too: code
        is read as a graph, never executed, and what is left out is told with its line. A .py or .ipynb can be dropped
        or opened.
      </p>
      <h3>Keys</h3>
      <p>
        In Why, {backKeys.page} (or {backKeys.panel} in its panel) goes back to the number that a link led away from. In
        Values, a table that is pasted onto a parameter&apos;s cell is written from that cell on. An embedding&apos;s
        map is moved by the arrow keys, zoomed by + and −, and shown whole by 0.
      </p>
      <p>The F keys work while you type as well: what you typed counts from then on.</p>
      <dl className="help-keys">
        {commands.map(({ id, keys: [keys, ...others], help }) =>
          keys === undefined || help === undefined ? null : (
            <div key={id} style={{ display: "contents" }}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{others.length === 0 ? help : `${help} (also ${listKeys(others)})`}</dd>
            </div>
          ),
        )}
      </dl>
      <h3>Where your graph is</h3>
      <p>
        In this browser, kept as you work; nothing is sent anywhere. Save it as a file to have it elsewhere, or share a
        link that carries it whole.
      </p>
    </Dialog>
  );
}
