package temporalserver

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	sqliteschema "go.temporal.io/server/schema/sqlite" // its namespace helper serves every kind of database
	"go.temporal.io/server/tools/common/schema"
	sqltool "go.temporal.io/server/tools/sql"
	"google.golang.org/protobuf/types/known/durationpb"
)

// The two databases: what workflows are, and the lists to find them by.
const (
	mainDatabase  = "temporal"
	listsDatabase = "temporal_visibility"
)

// maxConns is the limit of one store. The server has several pools, so the sum is higher: 20 stays below PostgreSQL's 100.
const maxConns = 20

// prepareStores makes both databases, brings their schema up to date and writes the namespace before anything
// is started, so that nobody has to wait for the server's caches.
func (s *Server) prepareStores(ctx context.Context) error {
	s.main, s.lists = s.store(mainDatabase), s.store(listsDatabase)
	for _, name := range []string{mainDatabase, listsDatabase} {
		if err := s.cfg.Postgres.CreateDatabase(ctx, name); err != nil {
			return err
		}
	}
	return s.log.guard(func() error {
		if err := s.upgrade(s.main, "postgresql/v12/temporal"); err != nil {
			return err
		}
		if err := s.upgrade(s.lists, "postgresql/v12/visibility"); err != nil {
			return err
		}
		return s.writeNamespace()
	})
}

func (s *Server) store(database string) *config.SQL {
	pg := s.cfg.Postgres
	return &config.SQL{
		PluginName:      postgresql.PluginNamePGX,
		User:            pg.User(),
		Password:        pg.Password(),
		DatabaseName:    database,
		ConnectProtocol: "tcp",
		ConnectAddr:     loopback + ":5432", // must not be empty; the attributes below take its place
		ConnectAttributes: map[string]string{
			"host": pg.SocketDir(), "port": strconv.Itoa(pg.Port()), "application_name": "temporal",
		},
		MaxConns:        maxConns,
		MaxIdleConns:    maxConns,
		MaxConnLifetime: time.Hour,
	}
}

// upgrade creates the schema when there is none, and applies what is missing.
func (s *Server) upgrade(store *config.SQL, name string) error {
	conn, err := sqltool.NewConnection(store, s.log)
	if err != nil {
		return fmt.Errorf("connect to %s: %w", store.DatabaseName, err)
	}
	defer conn.Close()
	if _, err := conn.ReadSchemaVersion(); err != nil {
		if err := schema.NewSetupSchemaTask(conn, &schema.SetupConfig{InitialVersion: "0.0"}, s.log).Run(); err != nil {
			return fmt.Errorf("create the schema of %s: %w", store.DatabaseName, err)
		}
	}
	if err := schema.NewUpdateSchemaTask(conn, &schema.UpdateConfig{SchemaName: name}, s.log).Run(); err != nil {
		return fmt.Errorf("upgrade the schema of %s: %w", store.DatabaseName, err)
	}
	return nil
}

// writeNamespace does nothing when the namespace exists; settle brings that one up to date.
func (s *Server) writeNamespace() error {
	attributes := maps.Clone(s.cfg.SearchAttributes)
	if attributes == nil {
		attributes = map[string]enumspb.IndexedValueType{}
	}
	ns, err := sqliteschema.NewNamespaceConfig(clusterName, s.cfg.Namespace, false, attributes)
	if err != nil {
		return err
	}
	ns.Detail.Config.Retention = durationpb.New(s.cfg.Retention)
	return sqliteschema.CreateNamespaces(s.main, ns)
}
