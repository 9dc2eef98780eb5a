import type { Hours } from './hours.ts';
import type { Resource, Use } from './model.ts';
import type { Usage } from './usage.ts';

/** What a resource's price depends on besides itself. */
export type World = { hours: Hours; usage: Usage; resources: readonly Resource[] };

/** How resources of one type are priced. */
export type Pricer = {
  /** The attributes that it looks at. Recordings keep these alone. */
  reads: readonly string[];
  /**
   * Lists whose length is known before they are: the input of the resource's module that says it. (Ids of what is not made yet
   * are not known, nor is how many there are of them.)
   */
  counted?: Readonly<Record<string, string>>;
  price(resource: Resource, world: World): Use[];
};
