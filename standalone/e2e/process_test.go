package e2e_test

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// A process is a copy of this test binary, or another program, that runs beside the test and can be killed.
type process struct {
	t     *testing.T
	name  string
	cmd   *exec.Cmd
	said  *paper
	ended chan struct{}
	err   error // how it ended; read after ended
}

// play runs a copy of this test binary in a part of TestMain.
func play(t *testing.T, part string, environment []string, args ...string) *process {
	t.Helper()
	return run(t, os.Args[0], append([]string{playing + "=" + part}, environment...), args...)
}

// run starts a program. It ends with the test at the latest, and with this process.
func run(t *testing.T, program string, environment []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, name: fmt.Sprint(args), cmd: exec.Command(program, args...), said: new(paper), ended: make(chan struct{})}
	p.cmd.Env = append(os.Environ(), environment...)
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	must(t, p.cmd.Start())
	go func() {
		p.err = p.cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		p.stop()
		if t.Failed() {
			t.Logf("%s said:\n%s", p.name, p.said)
		}
	})
	return p
}

// pid is the process's number.
func (p *process) pid() int { return p.cmd.Process.Pid }

// kill is kill -9.
func (p *process) kill() {
	p.t.Helper()
	must(p.t, p.cmd.Process.Kill())
	<-p.ended
}

// stop asks the process to end, and ends it the hard way if it does not in time. One that has ended is left in peace.
func (p *process) stop() {
	if p.gone() {
		return
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Logf("ask %s to stop: %v", p.name, err)
	}
	limit := time.NewTimer(soon)
	defer limit.Stop()
	select {
	case <-p.ended:
	case <-limit.C:
		p.t.Errorf("%s does not stop when asked to", p.name)
		p.kill()
	}
}

func (p *process) gone() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// ready waits until the process answers 200 at an address.
func (p *process) ready(address string) {
	p.t.Helper()
	client := &http.Client{Timeout: 10 * time.Second}
	until(p.t, 2*soon, p.name+" is ready", func() (bool, any) {
		if p.gone() {
			p.t.Fatalf("%s ended: %v\n%s", p.name, p.err, p.said)
		}
		answer, err := client.Get(address)
		if err != nil {
			return false, err
		}
		defer answer.Body.Close()
		return answer.StatusCode == http.StatusOK, answer.Status
	})
}
