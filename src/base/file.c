/* file.c -- a file mapped read-only. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static dabir_status io_error(dabir_error *err, const char *path, const char *what, int code)
{
    char why[96] = "";
    if (strerror_r(code, why, sizeof why) != 0)
        snprintf(why, sizeof why, "error %d", code);
    return db_fail(err, DABIR_E_IO, path, 0, 0, 0, "%s: %s", what, why);
}

dabir_status db_file_map(const char *path, db_file *out, dabir_error *err)
{
    *out = (db_file){"", 0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return io_error(err, path, "cannot open", errno);
    struct stat st;
    if (fstat(fd, &st) != 0) {
        int code = errno;
        close(fd);
        return io_error(err, path, "cannot stat", code);
    }
    if (!S_ISREG(st.st_mode)) {
        close(fd);
        return db_fail(err, DABIR_E_IO, path, 0, 0, 0, "not a regular file");
    }
    if (st.st_size > 0) {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED) {
            int code = errno;
            close(fd);
            return io_error(err, path, "cannot map", code);
        }
        *out = (db_file){p, (size_t)st.st_size};
    }
    close(fd); /* the mapping outlives the descriptor */
    return DABIR_OK;
}

void db_file_unmap(db_file *f)
{
    /* An empty file is not mapped at all; its `p` is a literal. */
    if (f->n) {
        void *p;
        memcpy(&p, &f->p, sizeof p); /* casts const away without a cast */
        munmap(p, f->n);
    }
    *f = (db_file){"", 0};
}
