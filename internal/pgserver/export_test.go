package pgserver

import (
	"os/exec"
	"syscall"
)

// Launched starts a program as PostgreSQL is started, and waits until it has ended and its thread is given back.
func Launched(cmd *exec.Cmd) error {
	c, err := launch(cmd, syscall.SIGTERM)
	if err != nil {
		return err
	}
	<-c.done
	return c.err
}
