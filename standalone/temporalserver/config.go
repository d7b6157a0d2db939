package temporalserver

import (
	"fmt"
	"net"
	"strconv"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

const (
	loopback = "127.0.0.1"
	// clusterName and shards are fixed by the first start on a database.
	clusterName = "active"
	shards      = 4
)

// dynamic is the default dynamic configuration. One partition, because our workers poll with few pollers and a task
// in a partition that nobody polls waits for seconds. The cache is sized for one machine: the server's own size is
// for a cluster, and what it holds is quickly read again.
var dynamic = map[string]any{
	"matching.numTaskqueueReadPartitions":  1,
	"matching.numTaskqueueWritePartitions": 1,
	"history.hostLevelCacheMaxSize":        8096,
}

// ports are the loopback ports of the four services.
type ports struct{ frontend, history, matching, worker int }

// findPorts takes all ports before it lets go of the first, so that they differ.
func findPorts(frontend int) (p ports, err error) {
	for _, want := range []struct {
		into *int
		port int
	}{{&p.frontend, frontend}, {&p.history, 0}, {&p.matching, 0}, {&p.worker, 0}} {
		l, err := net.Listen("tcp", net.JoinHostPort(loopback, strconv.Itoa(want.port)))
		if err != nil {
			return p, fmt.Errorf("The Temporal server cannot listen on port %d of %s; another program may use it: %w.", want.port, loopback, err)
		}
		defer l.Close()
		*want.into = l.Addr().(*net.TCPAddr).Port
	}
	return p, nil
}

func (s *Server) options() []temporal.ServerOption {
	values := dynamicconfig.StaticClient{}
	for _, from := range []map[string]any{dynamic, s.cfg.Dynamic} {
		for key, value := range from {
			values[dynamicconfig.MakeKey(key)] = value
		}
	}
	return []temporal.ServerOption{
		temporal.WithConfig(s.config()),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(map[primitives.ServiceName]static.Hosts{
			primitives.FrontendService: local(s.ports.frontend),
			primitives.HistoryService:  local(s.ports.history),
			primitives.MatchingService: local(s.ports.matching),
			primitives.WorkerService:   local(s.ports.worker),
		}),
		temporal.WithLogger(s.log),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return authorization.NewNoopClaimMapper() }),
		temporal.WithDynamicConfigClient(values),
	}
}

func local(port int) static.Hosts {
	return static.SingleLocalHost(net.JoinHostPort(loopback, strconv.Itoa(port)))
}

func (s *Server) config() *config.Config {
	return &config.Config{
		Global: config.Global{Membership: config.Membership{MaxJoinDuration: 30 * time.Second, BroadcastAddress: loopback}},
		Persistence: config.Persistence{
			DefaultStore:     mainDatabase,
			VisibilityStore:  listsDatabase,
			NumHistoryShards: shards,
			DataStores:       map[string]config.DataStore{mainDatabase: {SQL: s.main}, listsDatabase: {SQL: s.lists}},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: s.Address()},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		Services: map[string]config.Service{
			"frontend": service(s.ports.frontend),
			"history":  service(s.ports.history),
			"matching": service(s.ports.matching),
			"worker":   service(s.ports.worker),
		},
		Archival: config.Archival{
			History:    config.HistoryArchival{State: "disabled"},
			Visibility: config.VisibilityArchival{State: "disabled"},
		},
		NamespaceDefaults: config.NamespaceDefaults{Archival: config.ArchivalNamespaceDefaults{
			History:    config.HistoryArchivalNamespaceDefaults{State: "disabled"},
			Visibility: config.VisibilityArchivalNamespaceDefaults{State: "disabled"},
		}},
		PublicClient: config.PublicClient{HostPort: s.Address()},
	}
}

func service(port int) config.Service {
	return config.Service{RPC: config.RPC{GRPCPort: port, BindOnIP: loopback}}
}
