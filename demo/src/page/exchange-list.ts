import type { Party, Step } from '../exchange.js';
import type { TimelineEntry } from '../timeline.js';

const LANES: readonly Party[] = ['browser', 'shop', 'callback', 'connect', 'cognito'];

const NAMES: Readonly<Record<Party, string>> = {
  browser: 'Browser',
  shop: 'Shop’s server',
  callback: 'Callback server',
  connect: 'Connect',
  cognito: 'Cognito',
};

function child(parent: Element, tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.textContent = text;
  parent.append(made);
  return made;
}

/** An arrow from lane to lane, or a dot where somebody does something alone; text says the same. */
function drawArrow(line: Element, { from, to }: Step): void {
  const [start, end] = [LANES.indexOf(from), LANES.indexOf(to)];
  const [left, right] = [Math.min(start, end), Math.max(start, end)];
  const arrow = child(child(line, 'span', 'lane-row'), 'span', 'arrow');
  arrow.parentElement?.setAttribute('aria-hidden', 'true');
  arrow.dataset['way'] = start === end ? 'none' : start < end ? 'on' : 'back';
  arrow.style.gridColumn = `${String(left + 1)} / ${String(right + 2)}`;
  arrow.style.setProperty('--lanes', String(right - left + 1));
}

function describeParties(line: Element, { from, to }: Step): void {
  const who = child(line, 'span', 'who', NAMES[from]);
  if (from === to) return;
  child(who, 'span', '', ' → ').setAttribute('aria-hidden', 'true');
  child(who, 'span', 'visually-hidden', 'to ');
  who.append(NAMES[to]);
}

/** Shows the steps of one chat as a sequence diagram in which every arrow is also a sentence. */
export function createExchangeList(list: HTMLElement): { add(entry: TimelineEntry): void; clear(): void } {
  let firstAt: number | undefined;
  return {
    add({ step, at }) {
      firstAt ??= at;
      if (step === undefined) return;
      const line = document.createElement('li');
      line.className = step.problem === undefined ? 'step' : 'step problem-step';
      drawArrow(line, step);
      describeParties(line, step);
      child(line, 'span', 'at', `+${((at - firstAt) / 1000).toFixed(1)} s`);
      child(line, 'span', 'what', step.what);
      const name = child(line, 'span', 'name');
      child(name, 'code', '', step.name.replace('application/vnd.amazonaws.connect.event.', ''));
      if (step.problem !== undefined) child(name, 'strong', '', step.problem);
      list.append(line);
    },
    clear() {
      firstAt = undefined;
      list.replaceChildren();
    },
  };
}
