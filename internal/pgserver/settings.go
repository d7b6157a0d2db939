package pgserver

import (
	"maps"
	"slices"
	"strconv"
)

// defaultPort only names the socket file when there is no TCP.
const defaultPort = 5432

// defaults suit one council's server: a few dozen connections, small memory, UTC. A caller's settings win.
var defaults = map[string]string{
	"max_connections": "100",
	"shared_buffers":  "64MB",
	"jit":             "off", // short queries: compiling them costs more than it saves
	"timezone":        "UTC",
	"log_timezone":    "UTC",
}

// arguments are what the postgres program is started with. What keeps it private is said last, so that no setting
// of the caller's can undo it. The folders must stand in the arguments: mend recognises our own orphans by them.
func (s *Server) arguments() []string {
	settings := maps.Clone(defaults)
	maps.Copy(settings, s.cfg.Settings)
	args := []string{"-D", s.folder.data(), "-k", s.folder.run}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "-c", name+"="+settings[name])
	}
	listen := ""
	if s.cfg.Port != 0 {
		listen = "127.0.0.1"
	}
	return append(args,
		"-c", "listen_addresses="+listen,
		"-c", "unix_socket_permissions=0700",
		"-c", "logging_collector=off",
		"-p", strconv.Itoa(s.port))
}
