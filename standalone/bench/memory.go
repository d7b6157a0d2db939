package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// memory is the standalone's own memory and that of its PostgreSQL, in MB. Pages that processes share are divided among them (Pss).
func (c *cottage) memory() (own, postgres int, err error) {
	if own, err = pss(c.cmd.Process.Pid); err != nil {
		return 0, 0, err
	}
	for _, child := range children(c.cmd.Process.Pid) {
		for _, pid := range append(children(child), child) {
			kb, err := pss(pid)
			if os.IsNotExist(err) {
				continue // a connection that has just closed
			}
			if err != nil {
				return 0, 0, err
			}
			postgres += kb
		}
	}
	return own / 1024, postgres / 1024, nil
}

// pss is a process's share of memory in KB.
func pss(pid int) (int, error) {
	name := fmt.Sprintf("/proc/%d/smaps_rollup", pid)
	sums, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	for l := range strings.Lines(string(sums)) {
		if rest, found := strings.CutPrefix(l, "Pss:"); found {
			return strconv.Atoi(strings.Fields(rest)[0])
		}
	}
	return 0, fmt.Errorf("%s has no line Pss", name)
}

// children are the processes that a process started, as the kernel lists them thread by thread.
func children(pid int) (pids []int) {
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // the pattern is fine, which is all that Glob can complain about
	for _, name := range lists {
		list, err := os.ReadFile(name)
		if err != nil {
			continue // a thread that has just ended
		}
		for _, field := range strings.Fields(string(list)) {
			if child, err := strconv.Atoi(field); err == nil {
				pids = append(pids, child)
			}
		}
	}
	return pids
}
