package pgserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// A child is a started program. Err is set before done is closed.
type child struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error
}

// command prepares a program to run as the folder's account, with an environment of its own and deaf to the
// terminal's interrupt key, which must reach us first.
func (f *folder) command(output io.Writer, program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir = f.root
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"}
	cmd.Stdout, cmd.Stderr = output, output
	cmd.WaitDelay = 5 * time.Second
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: f.account.credential(), Setpgid: true}
	return cmd
}

// launch starts the program so that it gets the signal when this process dies. The kernel ties that to the
// thread that started it, so the thread is kept for as long as the child lives. It is given back afterwards: a thread
// that ended with its goroutine would take along other children that it had started before.
func launch(cmd *exec.Cmd, onDeath syscall.Signal) (*child, error) {
	cmd.SysProcAttr.Pdeathsig = onDeath
	c := &child{cmd: cmd, done: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			c.err = cmd.Wait()
			close(c.done)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return c, nil
}

func (c *child) pid() int { return c.cmd.Process.Pid }

// wait is for programs that end by themselves. When ctx ends first the program and its own children are killed.
func (c *child) wait(ctx context.Context) error {
	select {
	case <-c.done:
		return c.err
	case <-ctx.Done():
	}
	if err := syscall.Kill(-c.pid(), syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		return errors.Join(ctx.Err(), err)
	}
	<-c.done
	return ctx.Err()
}

// stop asks for a fast shutdown, then for an immediate one, then kills.
func (c *child) stop(ctx context.Context) error {
	if err := c.signal(syscall.SIGINT); err != nil {
		return err
	}
	select {
	case <-c.done:
		return nil
	case <-ctx.Done():
	}
	late := errors.New("PostgreSQL did not stop in time and was stopped the hard way. The next start takes longer, and nothing is lost.")
	if err := c.signal(syscall.SIGQUIT); err != nil {
		return errors.Join(late, err)
	}
	select {
	case <-c.done:
		return late
	case <-time.After(5 * time.Second):
		return errors.Join(late, c.signal(syscall.SIGKILL))
	}
}

// signal is quiet about a child that has already ended.
func (c *child) signal(sig syscall.Signal) error {
	select {
	case <-c.done:
		return nil
	default:
	}
	if err := syscall.Kill(c.pid(), sig); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("signal PostgreSQL (process %d): %w", c.pid(), err)
	}
	return nil
}
