mock_provider "aws" {
  source = "../../testing/aws"
}

run "gives_a_tunnel_a_task_that_waits_holds_no_secret_and_ends_by_itself" {
  command = plan

  assert {
    condition     = local.containers.tunnel.secrets == [] && local.containers.tunnel.portMappings == []
    error_message = "it holds a secret, or listens"
  }

  assert {
    condition     = local.containers.tunnel.image == local.containers.api.image && local.containers.tunnel.command == ["node", "-e", "setTimeout(() => {}, 12 * 3600e3)"]
    error_message = "another image, or another command"
  }
}
