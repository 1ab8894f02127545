/** A company that has introduced itself, as the papers name it. */
export const company = {
  name: { zh: '青禾茶业', en: 'Qinghe Tea' },
  address: {
    street: '文三路 478 号',
    district: '西湖区',
    city: '杭州市',
    region: '浙江省',
    postcode: '310012',
    country: 'CN',
  },
  phone: '+86 571 8888 0000',
  mail: '',
  taxNumber: '91330000X',
  timeZone: 'Asia/Shanghai',
}
