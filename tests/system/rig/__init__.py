"""What the system tests, the fault runs and the benchmark share: the gateway as a process, Kafka, an HTTPS client."""
