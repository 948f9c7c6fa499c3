-- A device is asked for by its whole MAC address or serial; without these every device of the partner was read.
create index devices_by_mac on devices (partner_id, mac) where mac is not null;
create index devices_by_serial on devices (partner_id, serial) where serial is not null;
