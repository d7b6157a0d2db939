package mail_test

import (
	"errors"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// post is a mail server in the test process. The answers it is given take the place of "250 OK".
type post struct {
	onAuth, onMail, onRcpt, onData error
	hangUp                         bool // close the connection after the message was taken

	mu      sync.Mutex
	signed  string // who signed in
	from    string
	to      []string
	letters []string
	closed  error
}

// listen starts the server on a free port and stops it with the test.
func (p *post) listen(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{p, c}, nil }))
	s.Domain, s.AllowInsecureAuth = "post.test", true
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("stop the mail server: %v", err)
		}
		if err := <-done; err != nil && !errors.Is(err, smtp.ErrServerClosed) {
			t.Errorf("mail server: %v", err)
		}
	})
	return l.Addr().(*net.TCPAddr).Port
}

// taken returns the letters the server accepted.
func (p *post) taken() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.letters
}

type session struct {
	post *post
	conn *smtp.Conn
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		if s.post.onAuth == nil && password != "right" {
			return errors.New("wrong password")
		}
		s.post.mu.Lock()
		defer s.post.mu.Unlock()
		s.post.signed = username
		return s.post.onAuth
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.post.mu.Lock()
	defer s.post.mu.Unlock()
	s.post.from = from
	return s.post.onMail
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.post.mu.Lock()
	defer s.post.mu.Unlock()
	s.post.to = append(s.post.to, to)
	return s.post.onRcpt
}

func (s *session) Data(r io.Reader) error {
	letter, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.post.mu.Lock()
	defer s.post.mu.Unlock()
	if s.post.onData != nil {
		return s.post.onData
	}
	s.post.letters = append(s.post.letters, string(letter))
	return nil
}

// Reset runs once the answer to a letter is written: the moment to hang up.
func (s *session) Reset() {
	s.post.mu.Lock()
	defer s.post.mu.Unlock()
	if s.post.hangUp && len(s.post.letters) > 0 {
		s.post.closed = s.conn.Conn().Close()
	}
}

func (s *session) Logout() error { return nil }
