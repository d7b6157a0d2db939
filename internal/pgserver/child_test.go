package pgserver_test

import (
	"os/exec"
	"syscall"
	"testing"

	"github.com/sightline-readiness/sightline/internal/pgserver"
)

// TestAChildLeavesOthersAlone: the kernel tells a child of its parent's death when the thread that started it ends. So the thread of a child that has
// ended must go on: it may have started other children before.
func TestAChildLeavesOthersAlone(t *testing.T) {
	for range 20 {
		other := exec.Command("cat")
		other.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
		in, err := other.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Start(); err != nil {
			t.Fatal(err)
		}
		short := exec.Command("true")
		short.SysProcAttr = new(syscall.SysProcAttr)
		if err := pgserver.Launched(short); err != nil {
			t.Fatal(err)
		}
		in.Close()
		if err := other.Wait(); err != nil {
			t.Fatalf("another child ended with %v", err)
		}
	}
}
