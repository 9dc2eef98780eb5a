include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/../modules/storage"
}

inputs = {
  # The emulator ignores the Condition of a bucket policy: "only over TLS" would deny everything.
  require_tls = !include.root.locals.emulator
}
