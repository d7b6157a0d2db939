package e2e_test

import (
	"net"
	"os"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/readiness"
)

// soon is how long something may take that takes moments on a quiet machine.
const soon = 2 * time.Minute

// until waits for a condition; it ends the test with what was last seen when the condition does not come.
func until(t *testing.T, within time.Duration, what string, look func() (met bool, seen any)) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	end := time.NewTimer(within)
	defer end.Stop()
	for {
		met, seen := look()
		if met {
			return
		}
		select {
		case <-tick.C:
		case <-end.C:
			t.Fatalf("%s: not within %s; last seen: %v", what, within, seen)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// got is a value that must have come without an error.
func got[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		must(t, err)
		return v
	}
}

// patiently asks until the answer is another than “not confirmed yet”, as the pages tell people to: a busy machine may be late. The same command id must
// be asked each time.
func patiently[T any](t *testing.T, ask func() (T, error)) (answer T, err error) {
	t.Helper()
	until(t, 2*soon, "an answer", func() (bool, any) {
		answer, err = ask()
		return !readiness.Unconfirmed.Is(err), err
	})
	return answer, err
}

// freeAddress is an address on loopback where nobody listens at this moment.
func freeAddress(t *testing.T) string {
	t.Helper()
	port, err := freePort()
	must(t, err)
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}

// Ports for what listens lie below those that the system gives to connections going out: one of those may be taken between the moment at which it was
// found free and the moment at which somebody listens there.
const firstPort, ports = 20000, 12000

var nextPort atomic.Int64 // how many this process has tried; processes begin at different places

func freePort() (port int, err error) {
	for range ports {
		port = firstPort + int(int64(os.Getpid())*37+nextPort.Add(1))%ports
		l, listenErr := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if listenErr == nil {
			return port, l.Close()
		}
		err = listenErr
	}
	return 0, err
}
