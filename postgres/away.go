package postgres

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// away are the SQLSTATEs, or classes of them, with which a server says that it is not there for us now: connection exceptions, going down, coming
// up, and no connection left (PostgreSQL manual, appendix A).
var away = []string{"08", "57P", "53300"}

// Away reports whether err says that the ledger cannot be reached, as against a ledger that was reached and could not do what was asked. The
// ledger's own errors stay as they are, since whoever retries must go on retrying; the doors ask this to say it in a plain sentence.
func Away(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) {
		return false
	}
	var connecting *pgconn.ConnectError
	if errors.As(err, &connecting) {
		return true // whatever the server had against it
	}
	var said *pgconn.PgError
	if errors.As(err, &said) {
		return slices.ContainsFunc(away, func(class string) bool { return strings.HasPrefix(said.Code, class) })
	}
	var network *net.OpError
	return errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) || pgconn.SafeToRetry(err)
}
