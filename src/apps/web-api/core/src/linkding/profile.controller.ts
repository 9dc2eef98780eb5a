import type { LinkdingProfile } from '@bookmark-manager/contract';
import { Controller, Get, UseFilters } from '@nestjs/common';
import { LinkdingFilter } from './linkding.filter.ts';

/** What linkding keeps for each user and we do not: the same for everybody, so that clients show what there is and nothing else. */
const profile: LinkdingProfile = {
  theme: 'auto',
  bookmark_date_display: 'relative',
  bookmark_link_target: '_blank',
  web_archive_integration: 'disabled',
  tag_search: 'lax',
  enable_sharing: true,
  enable_public_sharing: false,
  enable_favicons: false,
  display_url: false,
  permanent_notes: false,
  search_preferences: { sort: 'added_desc', shared: 'off', unread: 'off' },
  // the linkding whose API this is; clients ask whether it is new enough
  version: '1.46.2',
};

@Controller('api/user/profile')
@UseFilters(LinkdingFilter)
export class LinkdingProfileController {
  @Get()
  read(): LinkdingProfile {
    return profile;
  }
}
