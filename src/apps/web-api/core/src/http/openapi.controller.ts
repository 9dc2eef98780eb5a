import { openApiDocument } from '@bookmark-manager/contract/openapi';
import { Controller, Get } from '@nestjs/common';
import { Public } from '../people/identity.ts';

/** The description of this API for programs. */
@Public()
@Controller()
export class OpenApiController {
  #document: object | undefined;

  @Get('api/openapi.json')
  document(): object {
    this.#document ??= openApiDocument();
    return this.#document;
  }
}
