import 'connect-sign-in/define';
import type { SignInStatusDetail } from 'connect-sign-in';
import { askingChat } from './asking-chat';

const app = document.querySelector<HTMLElement>('#app');
if (app === null) throw new Error('no #app');
const output = (id: string) => app.appendChild(Object.assign(document.createElement('output'), { id }));
const status = output('status');
const opening = output('opening');

const prompt = document.createElement('connect-sign-in');
prompt.redirectUri = 'https://auth.example.com/callback';
prompt.timeLimit = 15;
prompt.addEventListener('sign-in-status', ({ detail }: CustomEvent<SignInStatusDetail>) => {
  status.textContent = detail.status;
});
prompt.addEventListener('sign-in-opening', (event) => {
  event.preventDefault();
  opening.textContent = event.detail.way;
});
prompt.chatSession = askingChat();
app.append(prompt);

const leave = Object.assign(document.createElement('button'), { id: 'leave', textContent: 'Leave' });
leave.onclick = () => prompt.remove();
app.append(leave);
