import 'connect-sign-in/define';
import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';

export { SignIn } from './sign-in';

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
