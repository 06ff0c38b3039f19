// Keeps the address in step with the place in the tour: a step in the history for each scene, quiet replacing while one looks
// around. In a frame of another site it never adds steps: the history belongs to the page around it.
import { formatPlace, type Place, parsePlace } from './deep-link.ts'

const restMs = 400

export class PlaceInAddress {
  readonly #ownHistory = window.parent === window
  #timer: ReturnType<typeof setTimeout> | undefined

  get current(): Place | undefined {
    return parsePlace(location.hash)
  }

  /** Browsers refuse too many replacements in a row, so it waits until the view rests. */
  replaceSoon(place: () => Place): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.replace(place()), restMs)
  }

  replace(place: Place): void {
    history.replaceState(history.state, '', formatPlace(place))
  }

  push(place: Place): void {
    clearTimeout(this.#timer)
    if (this.#ownHistory) history.pushState(null, '', formatPlace(place))
    else this.replace(place)
  }

  /** Back, forward, or an address edited by hand. Returns the function that ends the listening. */
  onTravel(go: (place: Place) => void): () => void {
    const travel = () => {
      const place = this.current
      clearTimeout(this.#timer)
      if (place) go(place)
    }
    window.addEventListener('popstate', travel)
    return () => {
      clearTimeout(this.#timer)
      window.removeEventListener('popstate', travel)
    }
  }
}
