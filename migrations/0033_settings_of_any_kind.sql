-- Which kinds there are is said by their owners, each with the shape of its values: a new one needs no change here.
alter table settings.settings drop constraint settings_kind_check;
