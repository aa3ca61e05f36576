import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { SignInOpeningDetail, SignInStatus, SignInStatusDetail } from 'connect-sign-in';
import { askingChat } from './asking-chat';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <output id="status">{{ status() }}</output>
    <output id="opening">{{ opening() }}</output>
    <button id="leave" (click)="here.set(false)">Leave</button>
    @if (here()) {
      <connect-sign-in
        redirect-uri="https://auth.example.com/callback"
        [timeLimit]="15"
        [chatSession]="chat"
        (sign-in-status)="follow($event)"
        (sign-in-opening)="hold($event)"
      ></connect-sign-in>
    }
  `,
})
export class App {
  readonly chat = askingChat();
  readonly status = signal<SignInStatus>('idle');
  readonly opening = signal('');
  readonly here = signal(true);

  follow(event: CustomEvent<SignInStatusDetail>): void {
    this.status.set(event.detail.status);
  }

  hold(event: CustomEvent<SignInOpeningDetail>): void {
    event.preventDefault();
    this.opening.set(event.detail.way);
  }
}
