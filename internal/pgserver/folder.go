package pgserver

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// longestSocketDir keeps the socket's whole path below the 107 bytes that the kernel allows.
const longestSocketDir = 85

// A folder is where one private PostgreSQL lives.
type folder struct {
	root    string // absolute, symbolic links resolved
	run     string // the socket's folder: below root, or a short one elsewhere
	account account
}

func (f folder) data() string         { return filepath.Join(f.root, "data") }
func (f folder) lockFile() string     { return filepath.Join(f.root, "lock") }
func (f folder) passwordFile() string { return filepath.Join(f.root, "password") }
func (f folder) logFile() string      { return filepath.Join(f.root, "postgres.log") }

// prepare makes the folder itself. Folders that root makes can be walked through by others, not read.
func prepare(dir string) (folder, error) {
	if dir == "" {
		return folder{}, errors.New("A private PostgreSQL needs a folder of its own.")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return folder{}, fmt.Errorf("find the folder %s: %w", dir, err)
	}
	if err := makeFolders(abs); err != nil {
		return folder{}, fmt.Errorf("The folder %s cannot be made: %w.", abs, err)
	}
	abs, err = filepath.EvalSymlinks(abs)
	if err != nil {
		return folder{}, fmt.Errorf("find the folder %s: %w", dir, err)
	}
	return folder{root: abs}, nil
}

func makeFolders(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	if parent := filepath.Dir(path); parent != path {
		if err := makeFolders(parent); err != nil {
			return err
		}
	}
	mode := fs.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	if err := os.Mkdir(path, mode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Chmod(path, mode) // whatever the umask says
}

// settle chooses who PostgreSQL runs as, gives them the data and makes the socket's folder.
func (f *folder) settle() error {
	var err error
	if f.account, err = chooseAccount(f.data()); err != nil {
		return err
	}
	if err := f.giveData(); err != nil {
		return err
	}
	f.run = filepath.Join(f.root, "run")
	if len(f.run) > longestSocketDir {
		f.run = f.shortRun()
	}
	return f.makeRun()
}

// giveData hands over data that root put back from a backup. Data that has another owner keeps it.
func (f *folder) giveData() error {
	owner, err := ownerOf(f.data())
	if err != nil || owner != 0 || !f.account.drop {
		return err
	}
	err = filepath.WalkDir(f.data(), func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return f.account.own(path)
	})
	if err != nil {
		return fmt.Errorf("The data in %s cannot be given to the user %q: %w.", f.data(), f.account.name, err)
	}
	return nil
}

// shortRun is a folder whose name depends on the root only, so that the next start finds the same one.
func (f *folder) shortRun() string {
	sum := sha256.Sum256([]byte(f.root))
	name := "sightline-" + hex.EncodeToString(sum[:6])
	if os.Geteuid() == 0 {
		return filepath.Join("/run", name)
	}
	if dir := os.Getenv("XDG_RUNTIME_DIR"); dir != "" && len(dir) < longestSocketDir-len(name) {
		return filepath.Join(dir, name)
	}
	return filepath.Join("/tmp", name)
}

// makeRun makes the socket's folder for the account alone. One that somebody else made first is refused:
// whoever owns it could answer in PostgreSQL's place.
func (f *folder) makeRun() error {
	err := os.Mkdir(f.run, 0o700)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("The folder %s for PostgreSQL's socket cannot be made: %w.", f.run, err)
	}
	info, err := os.Lstat(f.run)
	if err != nil {
		return err
	}
	owner := int(info.Sys().(*syscall.Stat_t).Uid)
	if !info.IsDir() || (owner != os.Geteuid() && owner != f.account.uid) {
		return fmt.Errorf("The folder %s for PostgreSQL's socket belongs to somebody else. Remove it, or choose a folder with a shorter path.", f.run)
	}
	if err := f.account.own(f.run); err != nil {
		return err
	}
	return os.Chmod(f.run, 0o700)
}

// clearSocket removes a socket folder outside the root.
func (f *folder) clearSocket() error {
	if strings.HasPrefix(f.run, f.root+"/") {
		return nil
	}
	return os.RemoveAll(f.run)
}

// probe runs one harmless program as the account, so that a closed folder above us is named and not guessed at.
func (f *folder) probe(ctx context.Context, bin string) error {
	cmd := f.command(nil, bin+"/postgres", "--version")
	cmd.Dir = f.root
	c, err := launch(cmd, syscall.SIGKILL)
	if err == nil {
		return c.wait(ctx)
	}
	if closed := f.closedParent(); closed != "" {
		return fmt.Errorf("The folder %s is closed to the user %q, whom PostgreSQL must run as. Choose a folder elsewhere, such as /var/lib/sightline, or type: chmod o+x %s", closed, f.account.name, closed)
	}
	return fmt.Errorf("PostgreSQL's programs in %s cannot be run as the user %q: %w.", bin, f.account.name, err)
}

// closedParent is the uppermost folder on the way to the root that the account may not walk through.
func (f *folder) closedParent() string {
	for path, rest := "/", strings.Split(strings.Trim(f.root, "/"), "/"); ; rest = rest[1:] {
		if info, err := os.Stat(path); err == nil && !f.account.mayPass(info) {
			return path
		}
		if len(rest) == 0 {
			return ""
		}
		path = filepath.Join(path, rest[0])
	}
}

func (a account) mayPass(info fs.FileInfo) bool {
	stat := info.Sys().(*syscall.Stat_t)
	switch {
	case int(stat.Uid) == a.uid:
		return info.Mode()&0o100 != 0
	case int(stat.Gid) == a.gid:
		return info.Mode()&0o010 != 0
	default:
		return info.Mode()&0o001 != 0
	}
}
