import { Controller, Get } from '@nestjs/common';
import { Public } from '../people/identity.ts';

/** The description of this API for programs. */
@Public()
@Controller()
export class OpenApiController {
  #document: object | undefined;

  @Get('api/openapi.json')
  async document(): Promise<object> {
    // made for the first who asks: a start does not wait for it
    const { openApiDocument } = await import('@bookmark-manager/contract/openapi');
    this.#document ??= openApiDocument();
    return this.#document;
  }
}
