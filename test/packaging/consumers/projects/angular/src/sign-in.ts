import { Component, CUSTOM_ELEMENTS_SCHEMA, input } from '@angular/core';
import 'connect-sign-in/define';
import type { ChatjsSession, SignInEndedDetail } from 'connect-sign-in';

@Component({
  selector: 'app-sign-in',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <connect-sign-in
      redirect-uri="https://auth.example.com/callback"
      [timeLimit]="15"
      [chatSession]="session()"
      (sign-in-ended)="ended($event)"
    ></connect-sign-in>
  `,
})
export class SignIn {
  readonly session = input.required<ChatjsSession>();

  ended(event: CustomEvent<SignInEndedDetail>): void {
    console.log(event.detail.outcome);
  }
}
