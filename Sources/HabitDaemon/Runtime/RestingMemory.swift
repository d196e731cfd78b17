internal import CSystemd
internal import Glibc

/// Gives back what a rest does not need.
///
/// Most of a daemon's resident memory is program text that it ran through a while ago, mapped sixteen pages at a time, and
/// heap that was freed since. It is handed back when there is nothing left to do; what is wanted again comes from the page
/// cache, some hundred faults of about a microsecond each.
enum RestingMemory {
    /// One heap for all threads, from the start: they are rarely busy at once, and each heap keeps pages of its own.
    static func prepare() {
        mallopt(M_ARENA_MAX, 1)
    }

    static func giveBack() {
        malloc_trim(0)
        guard let headers = UnsafePointer<Elf64_Phdr>(bitPattern: getauxval(UInt(AT_PHDR))) else { return }
        let segments = UnsafeBufferPointer(start: headers, count: Int(getauxval(UInt(AT_PHNUM))))
        // Where the program lies when it is not linked to a fixed address: its headers say where they were meant to be.
        let meant = segments.first { $0.p_type == UInt32(PT_PHDR) }?.p_vaddr
        guard let meant else { return }
        let base = UInt(bitPattern: headers) - UInt(meant)
        // Only what nobody can write: those pages are the file's, and are read from it again. What is relocated and made
        // read-only afterwards lies in a writable segment.
        for segment in segments where segment.p_type == UInt32(PT_LOAD) && segment.p_flags & UInt32(PF_W) == 0 {
            giveBack(from: base + UInt(segment.p_vaddr), count: UInt(segment.p_memsz))
        }
    }

    /// Whole pages only: the last one may be shared with what follows. A refusal costs nothing but the memory.
    private static func giveBack(from address: UInt, count: UInt) {
        let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
        let start = (address + page - 1) / page * page
        let end = (address + count) / page * page
        guard start < end, let pointer = UnsafeMutableRawPointer(bitPattern: start) else { return }
        _ = madvise(pointer, Int(end - start), MADV_DONTNEED)
    }
}
