//! How a batch lies in the second journal: a mark, its number, its length, what happened to the
//! rows, and a digest over all of that.

use shared::digest::Digest;

use crate::store::rooms::Room;

const MARK: &[u8] = b"MC2J";
/// Mark, number and length.
const HEADER: usize = 4 + 8 + 4;
const DIGEST: usize = 32;
/// A batch of one submission fits.
const USUAL_BYTES: usize = 16 * 1024;

const PUT: u8 = 1;
const REMOVED: u8 = 2;

/// What happened to one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum RowChange<'a> {
    /// It was written.
    Put {
        /// Its table.
        room: Room,
        /// Its key.
        key: &'a [u8],
        /// Its bytes.
        value: &'a [u8],
    },
    /// It was removed.
    Removed {
        /// Its table.
        room: Room,
        /// Its key.
        key: &'a [u8],
    },
}

/// What happened to the rows of a batch, in order, as bytes behind room for the header.
#[derive(Debug)]
pub(in crate::store) struct Recorder(Vec<u8>);

impl Default for Recorder {
    fn default() -> Self {
        let mut bytes = Vec::with_capacity(USUAL_BYTES);
        bytes.resize(HEADER, 0);
        Self(bytes)
    }
}

impl Recorder {
    pub(in crate::store) fn put(&mut self, room: Room, key: &[u8], value: &[u8]) {
        self.begin(PUT, room);
        self.add(key);
        self.add(value);
    }

    pub(in crate::store) fn removed(&mut self, room: Room, key: &[u8]) {
        self.begin(REMOVED, room);
        self.add(key);
    }

    fn begin(&mut self, kind: u8, room: Room) {
        self.0.push(kind);
        self.add(room.name().as_bytes());
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&length(bytes).to_be_bytes());
        self.0.extend_from_slice(bytes);
    }

    /// How long it has become.
    pub(in crate::store) fn bytes(&self) -> usize {
        self.0.len()
    }

    /// The whole record.
    pub(in crate::store) fn seal(self, number: u64) -> Vec<u8> {
        let Self(mut record) = self;
        let changes = length(&record[HEADER..]);
        record[..4].copy_from_slice(MARK);
        record[4..12].copy_from_slice(&number.to_be_bytes());
        record[12..HEADER].copy_from_slice(&changes.to_be_bytes());
        let digest = Digest::of(&record);
        record.extend_from_slice(&digest.0);
        record
    }
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a batch is far below four gibibytes")
}

/// A record that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record<'a> {
    pub(super) number: u64,
    /// All of its bytes.
    pub(super) whole: &'a [u8],
    changes: &'a [u8],
}

impl<'a> Record<'a> {
    /// Reads the record that begins these bytes; none when it is torn, or is none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MARK)?;
        let (number, rest) = rest.split_first_chunk::<8>()?;
        let (length, _) = rest.split_first_chunk::<4>()?;
        let end = HEADER.checked_add(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        let (content, rest) = bytes.split_at_checked(end)?;
        let (digest, _) = rest.split_first_chunk::<DIGEST>()?;
        (Digest::of(content).0 == *digest).then(|| Self {
            number: u64::from_be_bytes(*number),
            whole: &bytes[..end + DIGEST],
            changes: &content[HEADER..],
        })
    }

    /// What happened to its rows; none in the place of what this version does not know.
    pub(super) fn changes(&self) -> impl Iterator<Item = Option<RowChange<'a>>> {
        let mut rest = self.changes;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let change = change(&mut rest);
            if change.is_none() {
                rest = &[];
            }
            Some(change)
        })
    }
}

fn change<'a>(rest: &mut &'a [u8]) -> Option<RowChange<'a>> {
    let (kind, after) = rest.split_first()?;
    *rest = after;
    let room = Room::named(std::str::from_utf8(bytes(rest)?).ok()?)?;
    let key = bytes(rest)?;
    match *kind {
        PUT => Some(RowChange::Put { room, key, value: bytes(rest)? }),
        REMOVED => Some(RowChange::Removed { room, key }),
        _ => None,
    }
}

fn bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (bytes, after) =
        after.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    *rest = after;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded() -> Recorder {
        let mut recorder = Recorder::default();
        recorder.put(Room::Tickets, b"A-001", b"waits");
        recorder.removed(Room::Due, b"");
        recorder
    }

    #[test]
    fn a_record_reads_as_it_was_written() {
        let mut written = recorded().seal(7);
        let length = written.len();
        written.extend_from_slice(&[0; 100]);

        let read = Record::read(&written).expect("it holds");

        assert_eq!((read.number, read.whole.len()), (7, length));
        let changes: Option<Vec<RowChange<'_>>> = read.changes().collect();
        let put = RowChange::Put { room: Room::Tickets, key: b"A-001", value: b"waits" };
        assert_eq!(changes, Some(vec![put, RowChange::Removed { room: Room::Due, key: b"" }]));
    }

    #[test]
    fn no_torn_or_altered_record_reads() {
        let written = recorded().seal(7);
        for end in 0..written.len() {
            assert_eq!(Record::read(&written[..end]), None, "cut at {end}");
        }
        for at in 0..written.len() {
            let mut altered = written.clone();
            altered[at] ^= 0x10;
            assert_eq!(Record::read(&altered), None, "altered at {at}");
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_not_passed_over() {
        let mut recorder = recorded();
        recorder.0.push(9);
        let written = recorder.seal(1);

        let read = Record::read(&written).expect("it holds");

        assert_eq!(read.changes().last(), Some(None));
    }
}
