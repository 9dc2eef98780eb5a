include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/../modules/storage"
}

inputs = {
  # An HTTP API takes 10 MB at most.
  direct_uploads = try(include.root.locals.env.shape.front_door, "alb") == "http-api"

  # The emulator ignores the Condition of a bucket policy: "only over TLS" would deny everything.
  require_tls = !include.root.locals.emulator
}
