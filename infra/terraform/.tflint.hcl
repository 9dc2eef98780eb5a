config {
  call_module_type = "local"
}

plugin "terraform" {
  enabled = true
  preset  = "all"
}

plugin "aws" {
  enabled = true # the plugin that tools/checkers builds; TFLINT_PLUGIN_DIR says where it is
}
