import { parseRoute, type Route } from './route';

/** Where the page is: the address is the only store of what is shown. */
class Place {
  route = $state.raw<Route>(parseRoute(location.hash));
  #hash = location.hash;

  constructor() {
    // Browsers tell of one step by either or both of these.
    addEventListener('hashchange', () => this.#read());
    addEventListener('popstate', () => this.#read());
  }

  #read(): void {
    if (location.hash === this.#hash) return;
    this.#hash = location.hash;
    this.route = parseRoute(location.hash);
  }

  go(address: string): void {
    if (address === location.hash) return;
    history.pushState(null, '', address);
    this.#read();
  }

  replace(address: string): void {
    history.replaceState(history.state, '', address);
    this.#read();
  }
}

export const place = new Place();
