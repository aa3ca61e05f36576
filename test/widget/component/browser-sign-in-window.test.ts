/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect } from '@open-wc/testing';
import { browserSignInWindow } from '../../../widget/src/browser-sign-in-window.js';
import { FakeWindows } from './prompt-fixture.js';

describe('browserSignInWindow', () => {
  const form = { action: 'https://auth.example.com/start', fields: { a: '1' }, placeholder: 'Opening…' };

  it('centres the window and keeps it on the screen', () => {
    const windows = new FakeWindows();
    browserSignInWindow.open(form);
    windows.restore();
    const feature = (name: string) =>
      Number(new RegExp(`${name}=(-?\\d+)`, 'u').exec(windows.features[0]!)?.[1]);
    expect(feature('width')).to.be.within(1, screen.availWidth);
    expect(feature('left') + feature('width')).to.be.at.most(screen.availWidth);
    expect(feature('top')).to.be.at.least(0);
  });

  it('says blocked where the browser throws instead of returning nothing', () => {
    const { open } = window;
    window.open = () => {
      throw new Error('not here');
    };
    expect(browserSignInWindow.open(form)).to.equal('blocked');
    window.open = open;
  });

  it('lets the browser open a window for the form where the blank one may not be scripted', () => {
    const { open } = window;
    const { submit } = HTMLFormElement.prototype;
    const targets: string[] = [];
    window.open = () => ({}) as Window;
    HTMLFormElement.prototype.submit = function () {
      targets.push(this.target);
    };
    expect(browserSignInWindow.open(form)).to.equal('opened');
    HTMLFormElement.prototype.submit = submit;
    window.open = open;
    expect(targets).to.deep.equal(['_blank']);
    expect(document.querySelector('form')).to.be.null;
  });

  it('never means redirect by auto inside a frame, where that would take the page around it away', () => {
    expect(browserSignInWindow.resolve('redirect')).to.equal('redirect');
    expect(browserSignInWindow.resolve('popup')).to.equal('popup');
    expect(browserSignInWindow.resolve('auto')).to.equal(window.top === window ? 'auto' : 'popup');
  });
});
