-- What every installation starts with: the settings' one row, the fees of the customer guide
-- (1,000 yen before tax for a reissue), and the rates of consumption tax since it began.
insert into settings (id) values (true);
--> statement-breakpoint
insert into fee_rules (id, kind, reason, old_token_returned, net_yen, valid_from) values
  ('01900000-0000-7000-8000-000000000001', 'reissue', null, null, 1000, '2000-01-01'),
  ('01900000-0000-7000-8000-000000000002', 'reissue', 'initial_defect', null, 0, '2000-01-01'),
  ('01900000-0000-7000-8000-000000000003', 'new', null, null, 1000, '2000-01-01'),
  ('01900000-0000-7000-8000-000000000004', 'exchange', null, null, 1000, '2000-01-01');
--> statement-breakpoint
insert into tax_rates (valid_from, percent) values
  ('1989-04-01', 3), ('1997-04-01', 5), ('2014-04-01', 8), ('2019-10-01', 10);
