package pgserver

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// readPassword reads the cluster's password, and makes one when there is no cluster yet.
func (f *folder) readPassword() (string, error) {
	text, err := os.ReadFile(f.passwordFile())
	if err == nil {
		return strings.TrimSpace(string(text)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("The password file %s cannot be read: %w.", f.passwordFile(), err)
	}
	if _, err := os.Stat(f.data()); err == nil {
		return "", fmt.Errorf("The password file %s is missing, though there is data beside it. Put it back from the backup.", f.passwordFile())
	}
	secret := make([]byte, 24)
	if _, err := rand.Read(secret); err != nil {
		return "", fmt.Errorf("make a password: %w", err)
	}
	password := hex.EncodeToString(secret)
	return password, writeSynced(f.passwordFile(), password)
}

// writeSynced puts the text under its name only when it is whole and on the disk.
func writeSynced(path, text string) (err error) {
	file, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = file.WriteString(text + "\n")
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(path+".new", path)
}

// makeCluster runs initdb beside the final place and moves the result there, so that half a cluster is never
// taken for a whole one. It does nothing when there is data already.
func (f *folder) makeCluster(ctx context.Context, bin, password string, durable bool) error {
	if _, err := os.Stat(f.data()); err == nil {
		return nil
	}
	fresh := f.data() + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("clear the unfinished %s: %w", fresh, err)
	}
	if err := os.Mkdir(fresh, 0o700); err != nil {
		return fmt.Errorf("make %s: %w", fresh, err)
	}
	if err := f.account.own(fresh); err != nil {
		return fmt.Errorf("give %s to %s: %w", fresh, f.account.name, err)
	}
	if err := f.initdb(ctx, bin, fresh, password); err != nil {
		return err
	}
	if durable { // initdb -N is quick because it leaves this to us
		if err := f.run1(ctx, bin+"/initdb", "--sync-only", "-D", fresh); err != nil {
			return err
		}
	}
	if err := os.Rename(fresh, f.data()); err != nil {
		return err
	}
	return syncFolder(f.root)
}

func (f *folder) initdb(ctx context.Context, bin, data, password string) (err error) {
	file := filepath.Join(f.run, "password")
	if err := writeSynced(file, password); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(file)) }()
	if err := f.account.own(file); err != nil {
		return err
	}
	return f.run1(ctx, bin+"/initdb", "-D", data, "-U", superuser, "-A", "scram-sha-256", "--pwfile", file,
		"-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync", "--no-instructions")
}

// run1 runs one program to its end and quotes it when it fails.
func (f *folder) run1(ctx context.Context, program string, args ...string) error {
	var said strings.Builder
	c, err := launch(f.command(&said, program, args...), syscall.SIGKILL)
	if err == nil {
		err = c.wait(ctx)
	}
	if err != nil && ctx.Err() == nil {
		return fmt.Errorf("PostgreSQL's data could not be made: %s", complaintIn(said.String(), err))
	}
	return err
}

func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
