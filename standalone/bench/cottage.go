package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// cottage is the standalone as a person runs it, in a process of its own.
type cottage struct {
	cmd                *exec.Cmd
	said               bytes.Buffer
	url, ready         string
	firstPage, working time.Duration // from its start
}

// build builds the standalone as `make build` does. It works inside a checkout.
func build(ctx context.Context, dir string) (string, error) {
	program := filepath.Join(dir, "sightline-standalone")
	said, err := exec.CommandContext(ctx, "go", "build", "-ldflags=-s -w", "-o", program, "github.com/sightline-readiness/sightline/standalone").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the standalone: %w\n%s", err, said)
	}
	return program, nil
}

// runCottage starts the standalone on the house's folder and waits until its pages answer and a worker works.
func (h *house) runCottage(ctx context.Context, program string) (*cottage, error) {
	pages, side, err := twoAddresses()
	if err != nil {
		return nil, err
	}
	c := &cottage{cmd: exec.Command(program, "run", "--dir", h.dir), url: "http://" + pages + "/", ready: "http://" + side + "/readyz"}
	c.cmd.Env = append(os.Environ(), "SIGHTLINE_LISTEN="+pages, "SIGHTLINE_PRIVATE_LISTEN=off", "SIGHTLINE_WORKER_LISTEN="+side)
	c.cmd.Stdout, c.cmd.Stderr = &c.said, &c.said
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	begin := time.Now()
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	if err := answers(ctx, c.url); err != nil {
		return nil, c.end(err)
	}
	c.firstPage = time.Since(begin)
	if err := answers(ctx, c.ready); err != nil {
		return nil, c.end(err)
	}
	c.working = time.Since(begin)
	return c, nil
}

// end stops the standalone and joins what went wrong, with what it said.
func (c *cottage) end(err error) error {
	err = errors.Join(err, c.cmd.Process.Signal(syscall.SIGTERM), c.cmd.Wait())
	if err != nil {
		err = fmt.Errorf("%w\nthe standalone said:\n%s", err, c.said.String())
	}
	return err
}

// answers waits until an address answers 200.
func answers(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	return until(ctx, 1, func(ctx context.Context) (int, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return 0, err
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return 0, nil // nobody listens yet
		}
		defer answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return 1, nil
		}
		return 0, nil
	})
}

// twoAddresses finds two free ports on loopback.
func twoAddresses() (a, b string, err error) {
	one, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	defer one.Close()
	two, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	defer two.Close()
	return one.Addr().String(), two.Addr().String(), nil
}
